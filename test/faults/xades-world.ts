import type { Report } from '@credlens/core/report';
import { xadesSeal, type Pki, type PkiOptions, type XadesOptions } from '@credlens/demo-pki';
import { castOf } from './jades-world.js';
import { judgeBytes, type SealCase } from './pades-world.js';

export interface XadesCase extends Omit<SealCase, 'cast' | 'seal' | 'pdf'> {
  cast?: PkiOptions;
  seal?: Partial<XadesOptions> | ((cast: Pki) => Partial<XadesOptions>);
  /** The sealed document, changed by hand. */
  change?: (text: string) => string;
}

/** One whole verification of one sealed European credential in XML, with nothing but what the PKI publishes. */
export async function judgeXades({ cast: options, seal, change, ...rest }: XadesCase = {}): Promise<Report> {
  const cast = await castOf(options);
  const { text } = await xadesSeal({ pki: cast, ...typeof seal === 'function' ? seal(cast) : seal });
  const changed = change ? change(text) : text;
  if (change && changed === text) throw new Error('the change changed nothing');
  return judgeBytes(new TextEncoder().encode(changed), cast, rest);
}

/** The signature of a sealed document, as it is written. */
export const signatureIn = (text: string): string => /<ds:Signature .*<\/ds:Signature>/s.exec(text)![0];
