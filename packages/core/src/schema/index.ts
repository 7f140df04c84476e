export { dataModelProblems } from './vcdm.js';
export { learningProblems, schemaByUrl, schemasByType, type LearningSchema } from './learning-credential.js';
export { isUrl } from './formats.js';
