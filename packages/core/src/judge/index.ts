export { judge } from './judge.js';
export type { Task } from './task.js';
