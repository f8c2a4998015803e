/** A QR code, drawn in the page itself: what it holds goes nowhere else. */
import { encodeQR } from 'qr';
import classes from './dialog.module.css';

const pixels = 4;
/** Four modules of white around it, as the standard asks. */
const border = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const rows = encodeQR(text, 'raw', { border, ecc: 'medium' });
  const size = rows.length;
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <div className={classes.qr}>
      <svg
        width={size * pixels}
        height={size * pixels}
        viewBox={`0 0 ${size} ${size}`}
        role="img"
        aria-label={label}
        shapeRendering="crispEdges"
      >
        <rect width={size} height={size} fill="#fff" />
        <path d={path} fill="#000" />
      </svg>
    </div>
  );
}
