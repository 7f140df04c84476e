export { judge } from './judge.js';
export { judgeTogether } from './together.js';
export type { Behind } from '../checks/members-agree.js';
export type { Task } from './task.js';
