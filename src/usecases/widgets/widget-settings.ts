export interface WidgetSettings {
  /** While developing: one's own machine may show every widget. */
  readonly localhostAllowed: boolean;
}
export const WidgetSettings = Symbol('WidgetSettings');
