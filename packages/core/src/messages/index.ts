export type { CardQuestion, Catalogue, LoadedCatalogue, Message, SentenceText } from './catalogue.js';
export type { ElementText } from './element-text.js';
export { en, enWithoutSeals } from './en.js';
export { element as enElement } from './en/element.js';
export { fill, placeholders, sayDate, sayTime } from './fill.js';
export type { SealText } from './seal-text.js';
export { headline, nextStep, nextStepOf, say, sentences, type Sentence } from './sentences.js';
export { visible, visibleInline, type VisibleOptions } from './visible.js';
