/** Deliveries of webhooks that were done. Belongs into `UnitOfWork.run`. */
export interface WebhookDeliveries {
  /**
   * Ticks a delivery off. False when one with any of its marks was done in the last 24 h; waits for another unit that
   * is at work on such a one. Marks are ticked off even then: the unit must be given up.
   */
  tickOff(source: string, marks: readonly string[], at: Date): Promise<boolean>;
}
export const WebhookDeliveries = Symbol('WebhookDeliveries');
