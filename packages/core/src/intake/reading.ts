import type { JsonObject } from '../report/json.js';
import type { Artifact } from '../report/subject.js';

/** Bounds on what reading one input may cost. */
export interface IntakeLimits {
  /** Bytes of one input. Default 10 MiB. */
  inputBytes: number;
  /** Nesting of JSON, and of the elements of an SVG. Default 64. */
  jsonDepth: number;
  /** Credentials in one input: things in an array, an archive or a file of lines. Default 64. */
  members: number;
  /** Containers and encodings around one credential: a picture in base64 is two. Default 4. */
  containers: number;
  /** Bytes that everything compressed in one input may inflate to, together. Default 32 MiB. */
  inflatedBytes: number;
  /** Entries of an archive, folders too. Default 256. */
  archiveEntries: number;
  /** Pixels of a picture that is searched for a QR code. Default 12.5 million. */
  pixels: number;
}

/** 12.5 million pixels hold a telephone's photograph. */
export const INTAKE_LIMITS: Readonly<IntakeLimits> = {
  inputBytes: 10 * 1024 * 1024, jsonDepth: 64, members: 64, containers: 4, inflatedBytes: 32 * 1024 * 1024, archiveEntries: 256, pixels: 12_500_000,
};

/** The readers of `other-forms.ts`, which read what is inside by this same door and so cannot be named by their module. */
export interface OtherForms {
  readOtherBytes(bytes: Uint8Array, reading: Reading): Promise<Artifact>;
  readOtherText(source: string, bytes: Uint8Array, reading: Reading): Promise<Artifact>;
  readToken(text: string, bytes: Uint8Array, reading: Reading, mediaType?: string): Artifact | undefined;
  mendJson(source: string, bytes: Uint8Array, reading: Reading): Promise<Artifact | undefined>;
  readEnveloped(object: JsonObject, bytes: Uint8Array): Artifact;
}

/** What is loaded when an input needs it: a page whose visitors send JSON pays for none of it. */
export interface IntakeModules {
  /** Whatever is no JSON text. */
  otherForms(): Promise<OtherForms>;
  recovery(): Promise<typeof import('./recovery.js')>;
  png(): Promise<typeof import('./png.js')>;
  svg(): Promise<typeof import('./baked-svg.js')>;
  xml(): Promise<typeof import('./xml-root.js')>;
  zip(): Promise<typeof import('./zip.js')>;
  qrCode(): Promise<typeof import('./qr-code.js')>;
  jpeg(): Promise<typeof import('./jpeg-pixels.js')>;
}

/** What a reader is given: its bounds, and where its parts are loaded from. */
export interface IntakeSettings extends IntakeLimits { load: IntakeModules }

/** One input on its way through what is wrapped around it. */
export interface Reading {
  limits: IntakeLimits;
  load: IntakeModules;
  /** The media type that the file claims: a hint where bytes do not tell, never believed against them. */
  claimed: string;
  /** Shared by all that is read for one input: contents opened, and bytes inflated. */
  budget: { reads: number; inflated: number };
  /** Reads what was inside, one container deeper. */
  inner(content: Uint8Array | string): Promise<Artifact>;
}
