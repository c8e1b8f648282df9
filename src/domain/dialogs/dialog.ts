export type DialogId = number;

/** Somebody on a site who writes to an assistant. Whoever knows his `guestId` is him: nobody else is shown it. */
export interface Guest {
  readonly assistantId: number;
  readonly guestId: string;
}

/** What one guest and the office write to each other. */
export interface Dialog {
  readonly id: DialogId;
  readonly assistantId: number;
  readonly assistantName: string;
  readonly createdAt: Date;
}
