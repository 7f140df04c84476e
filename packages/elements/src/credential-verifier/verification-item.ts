import type { VerifyInput } from '@credlens/core';
import type { PolicyInput } from '@credlens/core/report';

/** One thing to verify, with the name that a reader knows it by. */
export interface Item { input: VerifyInput; channel: 'text' | 'file'; filename?: string }

/** What is asked of each item. */
export interface Question { policy: string | PolicyInput | undefined; recipient: string | undefined; profile: string | undefined }
