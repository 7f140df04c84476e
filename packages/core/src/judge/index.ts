export { judge } from './judge.js';
export { judgeTogether } from './together.js';
export type { Task } from './task.js';
