import { handlers } from './handlers.js';

type Module<K extends keyof typeof handlers> = Awaited<ReturnType<(typeof handlers)[K]>>;

/** The capabilities of one verifier, each loaded when it is first asked for. What a capability remembers belongs to that verifier alone. */
export interface Engine {
  dataIntegrity(): Promise<ReturnType<Module<'dataIntegrity'>['createDataIntegrity']>>;
  format(): Promise<{ dataModel: Module<'format'>['dataModel']; schema: Module<'format'>['schema'] }>;
  status(): Promise<Module<'status'>['status']>;
}

export function createEngine(): Engine {
  let dataIntegrity: ReturnType<Engine['dataIntegrity']> | undefined;
  return {
    dataIntegrity: () => (dataIntegrity ??= handlers.dataIntegrity().then((module) => module.createDataIntegrity())),
    format: () => handlers.format(),
    status: () => handlers.status().then((module) => module.status),
  };
}
