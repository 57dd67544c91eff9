const keptCharacters = 2000

/** The end of a program's error output, for the message about its death. */
export class LastWords {
  #kept = ''

  constructor(errors: NodeJS.ReadableStream | null) {
    errors?.setEncoding('utf8').on('data', (text: string) => {
      this.#kept = (this.#kept + text).slice(-keptCharacters)
      if (process.env.FEWLABEL_DEBUG) process.stderr.write(text)
    })
  }

  /** Without what TensorFlow prints at every start, however quiet it is told to be. */
  text(): string {
    const lines = this.#kept.split('\n')
    return lines
      .filter((line) => !/^(I\d{4} |WARNING: All log messages before)/.test(line))
      .join('\n')
      .trim()
  }
}
