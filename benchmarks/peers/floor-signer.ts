import { createHmac, hash } from "node:crypto";

/** SigV4 for one region and one pair of keys: the derived key is made once a day, and the headers are always the same. */
export function floorSigner(
  host: string,
  region: string,
  credentials: { accessKeyId: string; secretAccessKey: string },
) {
  const { accessKeyId, secretAccessKey } = credentials;
  const names = "content-type;host;x-amz-date;x-amz-target";
  let day = "";
  let derived: Buffer = Buffer.alloc(0);
  return (target: string, body: string): Readonly<Record<string, string>> => {
    const time = `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
    const today = time.slice(0, 8);
    if (today !== day) {
      const steps = [today, region, "dynamodb", "aws4_request"];
      derived = steps.reduce<Buffer>((key, step) => hmac(key, step), Buffer.from(`AWS4${secretAccessKey}`));
      day = today;
    }
    const headers = `content-type:${contentType}\nhost:${host}\nx-amz-date:${time}\nx-amz-target:${target}\n`;
    const canonical = `POST\n/\n\n${headers}\n${names}\n${hash("sha256", body)}`;
    const scope = `${today}/${region}/dynamodb/aws4_request`;
    const signature = createHmac("sha256", derived)
      .update(`AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash("sha256", canonical)}`)
      .digest("hex");
    return {
      host,
      "content-type": contentType,
      "x-amz-date": time,
      "x-amz-target": target,
      authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
    };
  };
}

const contentType = "application/x-amz-json-1.0";

function hmac(key: Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
