import * as v from "valibot";
import { orderStatuses } from "../orders/order.ts";
import { ours } from "./ours.ts";

const integer = v.pipe(v.number(), v.integer());

const Order = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  customer: v.string(),
  total: v.pipe(v.number(), v.minValue(0)),
  quantity: integer,
  paid: v.boolean(),
  placedAt: v.date(),
  status: v.picklist(orderStatuses),
  coupon: v.optional(v.string()),
  address: v.object({ street: v.string(), city: v.string(), zip: v.string(), floor: integer }),
  tags: v.array(v.string()),
  lines: v.array(v.object({ sku: v.string(), quantity: integer, price: v.number() })),
});

export const contestant = ours(Order);
