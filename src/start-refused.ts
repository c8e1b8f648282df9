/** The program can't start, for a reason that its owner can mend: said in one line, without a stack. */
export class StartRefused extends Error {}
