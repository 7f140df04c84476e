import { handlers } from './handlers.js';
import type { SealTrust } from './securing/seals/trust.js';

type Module<K extends keyof typeof handlers> = Awaited<ReturnType<(typeof handlers)[K]>>;

/** The capabilities of one verifier, each loaded when it is first asked for. What a capability remembers belongs to that verifier alone. */
export interface Engine {
  dataIntegrity(): Promise<ReturnType<Module<'dataIntegrity'>['createDataIntegrity']>>;
  format(): Promise<{ dataModel: Module<'format'>['dataModel']; schema: Module<'format'>['schema'] }>;
  status(): Promise<ReturnType<Module<'status'>['createStatus']>>;
  openBadges2(): Promise<Module<'openBadges2'>['secureOpenBadges2']>;
  follow(): Promise<Module<'reference'>['follow']>;
  jose(): Promise<Module<'jose'>['secureJwt']>;
  sdJwt(): Promise<Module<'sdJwt'>['secureSdJwt']>;
  jades(): Promise<ReturnType<Module<'jades'>['createJades']>>;
  pades(): Promise<ReturnType<Module<'pades'>['createPades']>>;
  xades(): Promise<ReturnType<Module<'xades'>['createXades']>>;
  sealed(): Promise<Pick<Module<'sealed'>, 'judgePdf' | 'judgeJades' | 'judgeXades'>>;
}

/** @param trust what seals are judged by: certificates and trusted lists of the host's */
export function createEngine(trust: SealTrust = {}): Engine {
  return {
    dataIntegrity: kept(() => handlers.dataIntegrity().then((module) => module.createDataIntegrity())),
    format: kept(() => handlers.format()),
    status: kept(() => handlers.status().then((module) => module.createStatus())),
    openBadges2: kept(() => handlers.openBadges2().then((module) => module.secureOpenBadges2)),
    follow: kept(() => handlers.reference().then((module) => module.follow)),
    jose: kept(() => handlers.jose().then((module) => module.secureJwt)),
    sdJwt: kept(() => handlers.sdJwt().then((module) => module.secureSdJwt)),
    jades: kept(() => handlers.jades().then((module) => module.createJades(trust))),
    sealed: kept(() => handlers.sealed()),
    pades: kept(() => handlers.pades().then((module) => module.createPades(trust))),
    xades: kept(() => handlers.xades().then((module) => module.createXades(trust))),
  };
}

/** Makes something once (an import that is long done still costs a question to the host's module loader), but tries again where it could not be made: a chunk that did not arrive may come another time. */
function kept<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    if (made) return made;
    const attempt = make();
    made = attempt;
    attempt.catch(() => { if (made === attempt) made = undefined; });
    return attempt;
  };
}
