/** The sign of Uige: a shanyrak, the crown of a yurt's roof. */
export function Shanyrak({ size = 28 }: { size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 28 28"
      fill="none"
      stroke="var(--u-gold)"
      strokeWidth={2}
      aria-hidden="true"
      focusable="false"
    >
      <circle cx="14" cy="14" r="12" />
      <path d="M6 5.5C12 10 12 18 6 22.5M22 5.5C16 10 16 18 22 22.5M5.5 6C10 12 18 12 22.5 6M5.5 22C10 16 18 16 22.5 22" />
    </svg>
  );
}
