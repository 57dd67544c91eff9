/** Of project files. Apart from project.ts, because the desktop program asks before it has loaded anything else. */
export const projectExtension = '.fewlabel'

/** Of packages of work: projects that travel to one person and back. */
export const workExtension = '.fewlabel-work'
