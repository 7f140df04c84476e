import type { Names, Scheme } from './identifier.js';

/** `id` is absent where the place is the scheme's and what stands there is none of its identifiers. */
export type Found = { scheme: Scheme; id: string; names: Names } | { scheme: Scheme; id?: undefined; names?: undefined };

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const GROUP = /^(?:[STL](?:\d{1,2}(?:\.\d{1,3}){0,3})?|K(?:\d{2,4})?)$/;
const ONET = /^(\d{2}-\d{4})(?:\.(\d{2}))?$/;
const ELEMENT = /^[1-6](?:\.[A-F](?:\.\d{1,2}(?:\.[a-z](?:\.\d{1,2})?)?)?)$/;
const LIGHTCAST = /^(?:(?:KS|ES)[0-9A-Z]{18}|BGS[0-9A-Z]{17})$/;
const CTID = /^ce-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const WORD = /^[\w.-]{1,64}$/;

const escoSkill = (uuid: string): Found => (UUID.test(uuid) ? { scheme: 'esco-skill', id: `esco:skill/${uuid.toLowerCase()}`, names: 'skill' } : { scheme: 'esco-skill' });
const escoOccupation = (uuid: string): Found => (UUID.test(uuid) ? { scheme: 'esco-occupation', id: `esco:occ/${uuid.toLowerCase()}`, names: 'occupation' } : { scheme: 'esco-occupation' });
const escoGroup = (code: string): Found | undefined => (GROUP.test(code) ? { scheme: 'esco-group', id: `esco:group/${code}`, names: 'group' } : undefined);
const isco = (code: string): Found => {
  const [, figures] = /^C?(\d{1,4})$/i.exec(code) ?? [];
  return figures === undefined ? { scheme: 'isco-08' } : { scheme: 'isco-08', id: `isco08:${figures}`, names: 'occupation' };
};
const iscedF = (code: string): Found => (/^\d{2,4}$/.test(code) ? { scheme: 'isced-f', id: `iscedf:${code}`, names: 'field' } : { scheme: 'isced-f' });
/** A SOC code without its last two figures is the occupation that O*NET calls `.00`. Its major groups are odd, 11 to 55. */
const onet = (code: string): Found | undefined => {
  const [, soc = '', detail = '00'] = ONET.exec(code) ?? [];
  const major = Number(soc.slice(0, 2));
  return soc === '' || major < 11 || major > 55 || major % 2 === 0 ? undefined : { scheme: 'onet-soc', id: `onet:${soc}.${detail}`, names: 'occupation' };
};
/** Abilities (1.A), skills (2.A, 2.B) and knowledge (2.C) can be had by somebody; interests, values and activities are facts of another kind. */
const element = (code: string): Found | undefined => (ELEMENT.test(code) ? { scheme: 'onet-element', id: `onet:${code}`, names: /^(?:1\.A|2\.[A-C])(?:\.|$)/.test(code) ? 'skill' : 'unknown' } : undefined);
const lightcast = (code: string): Found => (LIGHTCAST.test(code.toUpperCase()) ? { scheme: 'lightcast', id: `lightcast:${code.toUpperCase()}`, names: 'skill' } : { scheme: 'lightcast' });
const ctid = (code: string, names: Names = 'unknown'): Found | undefined => (CTID.test(code) ? { scheme: 'ctid', id: `ctid:${code.toLowerCase()}`, names } : undefined);
const caseItem = (guid: string, names: Names = 'unknown'): Found => (UUID.test(guid) ? { scheme: 'case', id: `case:${guid.toLowerCase()}`, names } : { scheme: 'case' });
const digComp = (code: string): Found => (WORD.test(code) ? { scheme: 'digcomp', id: `digcomp:${code}`, names: 'skill' } : { scheme: 'digcomp' });
const eqf = (text: string): Found | undefined => {
  const [, level] = /^(?:EQF[\s-]*)?(?:level\s*)?([1-8])$/i.exec(text) ?? [];
  return level === undefined ? undefined : { scheme: 'eqf', id: `eqf:${level}`, names: 'level' };
};

const steps = (url: URL): string[] => url.pathname.split('/').filter((step) => step !== '').map(decoded);
function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}

/** A page of the registry that is no competency's is of something that is awarded or offered. */
const CTDL_KINDS: Readonly<Record<string, Names>> = { competency: 'skill', competencies: 'skill', credential: 'credential', course: 'credential', learningopportunity: 'credential', assessment: 'credential', organization: 'unknown' };

/** Whose addresses are known, and how they are read. What a reader does not know at a known host stays an address. */
export const ADDRESSES: readonly { host: RegExp; read: (url: URL) => Found | undefined }[] = [
  {
    host: /^data\.europa\.eu$/,
    read: (url) => {
      const [space, kind = '', code = '', ...more] = steps(url);
      if (more.length > 0) return undefined;
      if (space === 'esco') {
        if (kind === 'skill') return escoGroup(code) ?? escoSkill(code);
        if (kind === 'occupation') return escoOccupation(code);
        if (kind === 'isco') return isco(code);
        if (kind === 'isced-f') return iscedF(code);
      }
      if (space === 'snb' && kind === 'isced-f') return iscedF(code);
      if (space === 'snb' && kind === 'dcf') return digComp(code);
      if (space === 'snb' && kind === 'eqf') return /^[1-8]$/.test(code) ? eqf(code) : { scheme: 'eqf' };
      return space === 'snb' && kind === 'nqf' ? { scheme: 'url', id: url.href, names: 'level' } : undefined;
    },
  },
  {
    host: /^(?:www\.)?onetonline\.org$|^services\.onetcenter\.org$/,
    read: (url) => {
      const last = steps(url).at(-1) ?? '';
      return onet(last) ?? element(last);
    },
  },
  {
    host: /^(?:www\.)?lightcast\.io$|^skills\.(?:emsidata\.com|lightcast\.io)$/,
    read: (url) => {
      const path = steps(url);
      const at = path.lastIndexOf('skills');
      return at < 0 || path[at + 1] === undefined ? undefined : lightcast(path[at + 1]!);
    },
  },
  {
    host: /(?:^|\.)(?:credentialfinder\.org|credentialengineregistry\.org)$/,
    read: (url) => {
      const path = steps(url);
      const kind = CTDL_KINDS[Object.keys(CTDL_KINDS).find((each) => each === path[0]?.toLowerCase()) ?? ''] ?? 'unknown';
      const code = path.find((step) => CTID.test(step));
      return code === undefined ? { scheme: 'url', id: url.href, names: kind === 'skill' ? 'unknown' : kind } : ctid(code, kind);
    },
  },
  {
    // CASE is served from anybody's host; its paths are its own.
    host: /./,
    read: (url) => {
      const [, kind = '', guid = ''] = /\/ims\/case\/v\d+p\d+\/(\w+)\/([^/]+)$/.exec(url.pathname) ?? [];
      if (kind !== '') return kind === 'CFItems' || UUID.test(guid) ? caseItem(guid, kind === 'CFItems' ? 'skill' : 'unknown') : undefined;
      const [, opened] = /\/uri\/p?([0-9a-f-]{36})(?:\.json)?$/i.exec(url.pathname) ?? [];
      if (opened !== undefined && UUID.test(opened)) return caseItem(opened);
      // OSMT serves rich skill descriptors under this path of any host.
      return /\/api\/(?:v\d+\/)?skills\/[0-9a-f-]{36}$/i.test(url.pathname) ? { scheme: 'url', id: url.href, names: 'skill' } : undefined;
    },
  },
];

type Framework = 'esco' | 'isco' | 'isced' | 'onet' | 'lightcast' | 'ctdl' | 'case' | 'digcomp' | 'eqf';

/** By what words a framework is named beside a code. */
export const FRAMEWORKS: readonly { key: Framework; named: RegExp }[] = [
  { key: 'esco', named: /\besco\b|data\.europa\.eu\/esco/i },
  { key: 'isco', named: /\bisco(?:-?08)?\b/i },
  { key: 'isced', named: /\bisced(?:-?f)?\b/i },
  { key: 'onet', named: /o\*net|\bonet\b|onetonline|\bsoc\b/i },
  { key: 'lightcast', named: /\blightcast\b|\bemsi\b|emsidata|burning ?glass/i },
  { key: 'ctdl', named: /\bctdl\b|\bctid\b|\bceterms\b|\bceasn\b|credential engine/i },
  { key: 'case', named: /\bcase\b|\bCFItem\b|\bCFRubric\w*/i },
  { key: 'digcomp', named: /\bdigcomp\b|digital competence framework|snb\/dcf/i },
  { key: 'eqf', named: /\beqf\b|european qualifications framework/i },
];

/** Codes by framework; `alone`: unlike any other, so that nobody need name the framework. */
export const CODES: readonly { key: Framework; alone?: true; read: (text: string) => Found | undefined }[] = [
  { key: 'ctdl', alone: true, read: (text) => ctid(text) },
  { key: 'lightcast', alone: true, read: (text) => (/^KS[0-9A-Z]{18}$/.test(text) ? lightcast(text) : undefined) },
  { key: 'onet', alone: true, read: (text) => (/^\d{2}-\d{4}\.\d{2}$/.test(text) ? onet(text) : undefined) },
  { key: 'lightcast', read: (text) => (LIGHTCAST.test(text.toUpperCase()) ? lightcast(text) : undefined) },
  { key: 'esco', read: (text) => escoGroup(text) ?? (UUID.test(text) ? escoSkill(text) : undefined) },
  { key: 'isco', read: (text) => (/^C?\d{1,4}$/i.test(text) ? isco(text) : undefined) },
  { key: 'isced', read: (text) => (/^\d{2,4}$/.test(text) ? iscedF(text) : undefined) },
  { key: 'onet', read: (text) => onet(text) ?? element(text) },
  { key: 'case', read: (text) => (UUID.test(text) ? caseItem(text) : undefined) },
  { key: 'digcomp', read: (text) => (/^[1-5]\.[1-6]$/.test(text) ? digComp(text) : undefined) },
  { key: 'eqf', read: eqf },
];

/** What this module itself writes is read as it stands. */
export function ofNormalForm(text: string): Found | undefined {
  const [, head = '', rest = ''] = /^(esco:skill|esco:occ|esco:group|isco08|iscedf|onet|lightcast|ctid|case|digcomp|eqf)[/:](\S+)$/.exec(text) ?? [];
  const read: Readonly<Record<string, (rest: string) => Found | undefined>> = {
    'esco:skill': escoSkill, 'esco:occ': escoOccupation, 'esco:group': escoGroup, 'isco08': isco, 'iscedf': iscedF, 'onet': (code) => onet(code) ?? element(code),
    'lightcast': lightcast, 'ctid': ctid, 'case': caseItem, 'digcomp': digComp, 'eqf': eqf,
  };
  return read[head]?.(rest);
}
