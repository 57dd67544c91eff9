/** Of project files. Apart from project.ts, because the desktop program asks before it has loaded anything else. */
export const projectExtension = '.fewlabel'
