/** Where the contexts of the Comprehensive Learner Record 2.0 are published: the current one, and the first, without a version in its address. */
export const CLR_2_0_1 = 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json';
export const CLR_2_0 = 'https://purl.imsglobal.org/spec/clr/v2p0/context.json';

const CLR = 'https://purl.imsglobal.org/spec/vc/clr/vocab.html#';
const KEYWORDS = { id: '@id', type: '@type' } as const;

type Definition = { '@id': string; '@type'?: string; '@container'?: '@set'; '@context'?: Record<string, unknown> };

/** A term of the record's own vocabulary whose values are of `type`. */
const term = (name: string, type?: string): Definition => ({ '@id': CLR + name, ...(type === undefined ? {} : { '@type': type }) });

/** As `term`, of which there may be several. */
const several = (name: string, type: string): Definition => ({ ...term(name, type), '@container': '@set' });

/** A class, with the words that have a meaning inside its objects alone. */
const scoped = (name: string, words: Record<string, unknown>): Definition => ({ '@id': CLR + name, '@context': words });

/** What changed from 2.0 to 2.0.1: `partial`, the identifiers of a subject, and where Open Badges keeps its vocabulary. */
function clrContext(openBadges: string, additions: { credential: Record<string, Definition>; subject: Record<string, Definition> }): object {
  return {
    '@context': {
      ...KEYWORDS,
      ClrCredential: scoped('ClrCredential', { ...KEYWORDS, ...additions.credential }),
      ClrSubject: scoped('ClrSubject', {
        ...KEYWORDS,
        cred: 'https://www.w3.org/2018/credentials#',
        obi: openBadges,
        achievement: several('achievement', 'obi:Achievement'),
        association: several('association', `${CLR}Association`),
        verifiableCredential: several('verifiableCredential', 'cred:verifiableCredential'),
        ...additions.subject,
      }),
      Association: scoped('Association', { associationType: term('AssociationType'), sourceId: term('sourceId', 'xsd:anyURI'), targetId: term('targetId', 'xsd:anyURI') }),
    },
  };
}

/** Our own table of the standard's terms: no package brings them. A corpus test holds it equal to the official files. */
export function clrContexts(): Map<string, object> {
  return new Map([
    [CLR_2_0_1, clrContext('https://purl.imsglobal.org/spec/vc/ob/vocab.html#', {
      credential: { partial: term('partial', 'xsd:boolean') },
      subject: { identifier: several('identifier-1', 'obi:Identifier') },
    })],
    [CLR_2_0, clrContext('https://purl.imsglobal.org/spec/ob/v3p0/vocab.html#', { credential: {}, subject: {} })],
  ]);
}
