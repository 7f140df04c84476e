export { readInput, type IntakeInput } from './read-input.js';
export { INTAKE_LIMITS, type IntakeLimits, type IntakeModules, type IntakeSettings } from './reading.js';
export { parseJson, type JsonLimits, type JsonReading } from './json-parser.js';
export { classifyJson, type JsonKind } from './json.js';
