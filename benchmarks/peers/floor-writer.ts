import type { PlainOrder } from "../orders/order.ts";
import { partitionKeyOf, sortKeyOf, storedTimestamp } from "../orders/stored-order.ts";

/** The JSON text of the stored item. */
export function writeFloorItem(order: PlainOrder): string {
  const { address } = order;
  const coupon = order.coupon === undefined ? "" : `"coupon":{"S":${quoted(order.coupon)}},`;
  const tags = order.tags.map((tag) => `{"S":${quoted(tag)}}`).join(",");
  const lines = order.lines
    .map(
      ({ sku, quantity, price }) =>
        `{"M":{"sku":{"S":${quoted(sku)}},"quantity":{"N":"${quantity}"},"price":{"N":"${price}"}}}`,
    )
    .join(",");
  return (
    `{"PK":{"S":${quoted(partitionKeyOf(order.customer))}},"SK":{"S":${quoted(sortKeyOf(order.id))}},` +
    `"id":{"S":${quoted(order.id)}},"customer":{"S":${quoted(order.customer)}},"total":{"N":"${order.total}"},` +
    `"quantity":{"N":"${order.quantity}"},"paid":{"BOOL":${order.paid}},"placedAt":{"S":"${order.placedAt}"},` +
    `"status":{"S":"${order.status}"},${coupon}"address":{"M":{"street":{"S":${quoted(address.street)}},` +
    `"city":{"S":${quoted(address.city)}},"zip":{"S":${quoted(address.zip)}},"floor":{"N":"${address.floor}"}}},` +
    `"tags":{"L":[${tags}]},"lines":{"L":[${lines}]},` +
    `"_object_version":{"N":"1"},"_timestamp":{"S":"${storedTimestamp}"}}`
  );
}

export function quoted(text: string): string {
  return JSON.stringify(text);
}
