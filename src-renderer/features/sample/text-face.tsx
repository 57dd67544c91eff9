import styles from './text-face.module.css'

/** More characters than a tile ever shows. */
const mostShown = 400

/** As much of a text as its box has room for. What is read is what a screen reader says. */
export function TextFace({ text }: { text: string }) {
  return (
    <span className={styles.face}>
      <span className={styles.text} dir="auto">
        {text.slice(0, mostShown)}
      </span>
    </span>
  )
}
