import { canonicalJson } from '@credlens/core/report';
import { given } from '../given.js';
import { digestOf } from '../digest.js';
import { isIdentifier, readIdentifier } from '../identifiers/read-identifier.js';
import type { Taxonomy } from '../taxonomy/taxonomy.js';
import { assemble, nothing, type RequirementDraft } from './draft.js';
import type { JobRequirements } from './requirement.js';

/**
 * What a taxonomy says that an occupation usually asks for, as a template: essential skills as required, optional ones as preferred, and none of them confirmed. It says nothing of any one job.
 * @param occupation as it is written anywhere: an address, a page of the portal, or its own form
 */
export function requirementsFromOccupation(occupation: string, taxonomy: Taxonomy): JobRequirements {
  const read = readIdentifier(occupation);
  const id = isIdentifier(read) ? read.id : occupation;
  const digest = digestOf(canonicalJson([taxonomy.digest, id]));
  const concept = taxonomy.concept(id);
  if (concept?.kind !== 'occupation') return assemble(nothing({ code: 'unreadable', source: '', text: occupation.slice(0, 300) }), digest);
  const drafts = taxonomy.skillsOf(id).map((skill): RequirementDraft => {
    const named = readIdentifier(skill.id);
    return {
      label: taxonomy.concept(skill.id)?.preferred ?? {}, identifiers: isIdentifier(named) ? [named] : [], importance: skill.relation === 'essential' ? 'required' : 'preferred',
      origin: 'occupation-template', confirmed: false, source: '',
    };
  });
  return assemble({ drafts, notices: [], job: given({ id, title: concept.preferred }) }, digest);
}
