/** What a host handed over to judge seals by cannot be read. It is a programmer's mistake, of no document, and the one thing that judging a document throws. */
export class TrustMistake extends TypeError {}
