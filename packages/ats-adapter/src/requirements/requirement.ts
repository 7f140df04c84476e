/** One thing that a job asks for. */
export interface Requirement {
  /** Unique within one job. */
  id: string;
  label: string;
  /** The skill's identifier in its framework, where the employer gives one. */
  frameworkId?: string;
  importance: 'required' | 'preferred';
}
