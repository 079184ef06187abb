// A film for Chromium's fake camera: a drawn mole on skin.

import { writeFileSync } from "node:fs";

/**
 * Writes a still film of 640 x 480 pixels in the format YUV4MPEG2.
 * @param {string} path
 * @param {{ light?: number }} [look] share of the light; 1 is bright
 */
export function writeFilm(path, { light = 1 } = {}) {
  const [width, height, radius] = [640, 480, 85];
  const planes = [
    Buffer.alloc(width * height), Buffer.alloc(width * height / 4), Buffer.alloc(width * height / 4),
  ];
  let seed = 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      seed = (seed * 1103515245 + 12345) & 0x7fffffff;
      const angle = Math.atan2(y - height / 2, x - width / 2);
      const edge = radius * (1 + 0.12 * Math.sin(3 * angle) + 0.06 * Math.cos(7 * angle));
      const isMole = Math.hypot(x - width / 2, y - height / 2) < edge;
      const grain = ((seed >> 16) % 9) - 4 + 6 * Math.sin(x / 9) * Math.cos(y / 7);
      const [r, g, b] = (isMole ? [104, 66, 48] : [214, 168, 144]).map((v) => light * (v + grain));
      planes[0][y * width + x] = 0.299 * r + 0.587 * g + 0.114 * b;
      if (x % 2 || y % 2) continue;
      const at = (y / 2) * (width / 2) + x / 2;
      planes[1][at] = 128 - 0.169 * r - 0.331 * g + 0.5 * b;
      planes[2][at] = 128 + 0.5 * r - 0.419 * g - 0.081 * b;
    }
  }
  const head = `YUV4MPEG2 W${width} H${height} F30:1 Ip A1:1 C420jpeg\n`;
  const frame = [Buffer.from("FRAME\n"), ...planes];
  writeFileSync(path, Buffer.concat([Buffer.from(head), ...frame, ...frame]));
}
