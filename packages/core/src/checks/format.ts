export { dataModel } from './data-model.js';
export { schema } from './schema.js';
