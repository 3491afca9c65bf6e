/** The record that everybody reads and writes: eleven attributes of mixed types. */
export interface Order {
  readonly id: string;
  readonly customer: string;
  readonly total: number;
  readonly quantity: number;
  readonly paid: boolean;
  readonly placedAt: Date;
  readonly status: OrderStatus;
  readonly coupon?: string | undefined;
  readonly address: {
    readonly street: string;
    readonly city: string;
    readonly zip: string;
    readonly floor: number;
  };
  readonly tags: readonly string[];
  readonly lines: readonly { readonly sku: string; readonly quantity: number; readonly price: number }[];
}

type OrderStatus = (typeof orderStatuses)[number];

export const orderStatuses = ["open", "sent", "returned"] as const;

export interface OrderKey {
  readonly customer: string;
  readonly id: string;
}

/** What an update changes: two attributes set, one counted up. */
export interface OrderChange {
  readonly status: OrderStatus;
  readonly total: number;
  readonly addedQuantity: number;
}

export const orderChange: OrderChange = { status: "sent", total: 99.5, addedQuantity: 2 };

/** The order with its date as text: what all contestants are compared by. */
export type PlainOrder = Omit<Order, "placedAt"> & { readonly placedAt: string };

export function plainOrder({ placedAt, ...rest }: Order): PlainOrder {
  return { ...rest, placedAt: placedAt.toISOString() };
}

/** The order of a number; the same number always gives the same order. */
export function makeOrder(customer: string, index: number): Order {
  const order: Order = {
    id: orderId(index),
    customer,
    total: 12.5 + (index % 1000) / 8,
    quantity: 1 + (index % 40),
    paid: index % 3 === 0,
    placedAt: new Date(Date.UTC(2026, 0, 1) + index * 61_007),
    status: orderStatuses[index % orderStatuses.length] ?? "open",
    address: { street: `${index % 300} Long Street`, city: "Zürich", zip: `8${index % 1000}`, floor: index % 9 },
    tags: ["gift", `week ${index % 52}`, "web"],
    lines: [
      { sku: `A-${index % 700}`, quantity: 1 + (index % 3), price: 9.95 },
      { sku: `B-${index % 900}`, quantity: 2, price: 1.25 + (index % 7) },
    ],
  };
  // Half of the orders have no coupon, and no attribute for it.
  return index % 2 === 0 ? order : { ...order, coupon: `SAVE${index % 90}` };
}

export function makeOrders(customer: string, count: number): Order[] {
  return Array.from({ length: count }, (_, index) => makeOrder(customer, index));
}

export function orderId(index: number): string {
  return String(index).padStart(8, "0");
}
