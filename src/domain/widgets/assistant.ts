/** Whom guests of a site write to: a name on the widget, behind which the office answers. */
export interface Assistant {
  readonly id: number;
  readonly name: string;
  readonly createdAt: Date;
}
