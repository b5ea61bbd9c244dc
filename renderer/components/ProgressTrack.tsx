// How far something is, as a bar that screen readers name.
export const ProgressTrack = ({ label, fraction }: { label: string; fraction: number }) => (
  <div className="job-track" role="progressbar" aria-label={label} aria-valuenow={Math.round(fraction * 100)}>
    <div className="job-done" style={{ transform: `scaleX(${fraction})` }} />
  </div>
);
