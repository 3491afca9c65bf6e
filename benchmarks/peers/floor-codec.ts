import type { Order, PlainOrder } from "../orders/order.ts";
import { partitionKeyOf, sortKeyOf, storedTimestamp } from "../orders/stored-order.ts";

/** An answer's item after `JSON.parse`, which the floor believes to be an order. */
export interface FloorItem {
  readonly id: Text;
  readonly customer: Text;
  readonly total: Numeral;
  readonly quantity: Numeral;
  readonly paid: { readonly BOOL: boolean };
  readonly placedAt: Text;
  readonly status: { readonly S: Order["status"] };
  readonly coupon?: Text;
  readonly address: {
    readonly M: { readonly street: Text; readonly city: Text; readonly zip: Text; readonly floor: Numeral };
  };
  readonly tags: { readonly L: readonly Text[] };
  readonly lines: {
    readonly L: readonly { readonly M: { readonly sku: Text; readonly quantity: Numeral; readonly price: Numeral } }[];
  };
}

interface Text {
  readonly S: string;
}

interface Numeral {
  readonly N: string;
}

/** Written for this one order: nothing is looked up, nothing is checked. */
export function readFloorItem(item: FloorItem): PlainOrder {
  const { street, city, zip, floor } = item.address.M;
  const order = {
    id: item.id.S,
    customer: item.customer.S,
    total: Number(item.total.N),
    quantity: Number(item.quantity.N),
    paid: item.paid.BOOL,
    placedAt: item.placedAt.S,
    status: item.status.S,
    address: { street: street.S, city: city.S, zip: zip.S, floor: Number(floor.N) },
    tags: item.tags.L.map((tag) => tag.S),
    lines: item.lines.L.map(({ M }) => ({
      sku: M.sku.S,
      quantity: Number(M.quantity.N),
      price: Number(M.price.N),
    })),
  };
  return item.coupon === undefined ? order : { ...order, coupon: item.coupon.S };
}

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
