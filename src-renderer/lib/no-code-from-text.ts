import { z } from 'zod'

// Zod tries whether it may make code of text, which the content security policy refuses and the browser reports. To be
// imported before everything that makes schemas.
z.config({ jitless: true })
