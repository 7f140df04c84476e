import type { CandidateFile } from './world.js';

/** Sends files as the page's form does. @returns the page that comes after it */
export async function sendFiles(uploadUrl: string, files: readonly CandidateFile[]): Promise<string> {
  const form = new FormData();
  for (const { name, bytes } of files) form.append('files', new File([bytes], name));
  form.set('consent', 'yes');
  const response = await fetch(`${uploadUrl}/files`, { method: 'POST', body: form });
  return response.text();
}

/** Presses “Send this result”. @returns the page that comes after it */
export async function sendResult(uploadUrl: string): Promise<string> {
  return (await fetch(`${uploadUrl}/send`, { method: 'POST' })).text();
}
