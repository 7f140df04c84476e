export { readInput, type IntakeInput, type IntakeLimits } from './read-input.js';
export { parseJson, type JsonLimits, type JsonReading } from './json-parser.js';
export { classifyJson, type JsonKind } from './json.js';
