import * as z from "zod";
import { orderStatuses } from "../orders/order.ts";
import { ours } from "./ours.ts";

const Order = z.object({
  id: z.string().min(1),
  customer: z.string(),
  total: z.number().min(0),
  quantity: z.int(),
  paid: z.boolean(),
  placedAt: z.date(),
  status: z.enum(orderStatuses),
  coupon: z.string().optional(),
  address: z.object({ street: z.string(), city: z.string(), zip: z.string(), floor: z.int() }),
  tags: z.array(z.string()),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int(), price: z.number() })),
});

export const contestant = ours(Order);
