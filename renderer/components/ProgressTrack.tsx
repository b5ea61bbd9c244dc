// How far something is, as a bar that screen readers name.
interface ProgressTrackProps {
  label: string;
  /** 0 to 1 */
  fraction: number;
  /** What a screen reader says in the place of the percentage. */
  valueText?: string;
}

export const ProgressTrack = ({ label, fraction, valueText }: ProgressTrackProps) => (
  <div className="job-track" role="progressbar" aria-label={label} aria-valuenow={Math.round(fraction * 100)} aria-valuetext={valueText}>
    <div className="job-done" style={{ transform: `scaleX(${fraction})` }} />
  </div>
);
