import type { Context } from '../report/context.js';
import { notACredential, type Secured } from './jose.js';
export async function secureSdJwt(_text: string, _context: Context): Promise<Secured> { return notACredential; }
