import { isString } from '../report/json.js';
import { textOrLanguages, url } from './formats.js';
import {
  achievement, COMMON_OPTIONAL, COMMON_REQUIRED, contextAt, dated, identifiers, namedSubject, oneSubject, openBadgesContext,
} from './open-badges.js';
import { ASSOCIATION_TYPES } from './open-badges-terms.js';
import { boolean, list, object, oneOf, oneOrMany, type Rule } from './rules.js';

// The tables of the Comprehensive Learner Record 2.0.

const CLR_CONTEXT = /^https:\/\/purl\.imsglobal\.org\/spec\/clr\/v2p0\/context(?:-\d+\.\d+\.\d+)?\.json$/;
const CURRENT_CLR = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';

const association = object({ type: [['Association']], required: { associationType: oneOf(ASSOCIATION_TYPES, { extensible: true }), sourceId: url, targetId: url } });

/** A credential inside a record has a report of its own; here only that it is one. Records may carry VC-JWT strings too. */
const child: Rule = (value, at, sink) => { if (!isString(value)) object({ type: [['VerifiableCredential']] })(value, at, sink); };

const clrSubject = object({
  type: [['ClrSubject']],
  required: { verifiableCredential: oneOrMany(child) },
  optional: { id: url, identifier: identifiers, achievement: list(achievement), association: list(association) },
  also: namedSubject,
});

export const clrCredential: Rule = object({
  type: [['ClrCredential']],
  required: {
    '@context': (value, at, sink) => {
      contextAt(1, CLR_CONTEXT, CURRENT_CLR)(value, at, sink);
      openBadgesContext(2)(value, at, sink);
    },
    ...COMMON_REQUIRED,
    name: textOrLanguages,
    credentialSubject: oneSubject(clrSubject),
  },
  optional: { ...COMMON_OPTIONAL, partial: boolean },
  also: dated,
});
