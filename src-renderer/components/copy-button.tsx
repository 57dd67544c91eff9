import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { t } from '../lib/i18n.ts'
import { Button } from './button.tsx'
import { notify } from './notify.ts'

export interface CopyButtonProps {
  text: string
  label?: string
}

export function CopyButton({ text, label = t('copy') }: CopyButtonProps) {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => notify({ title: t('clipboardFailed'), tone: 'warning' }),
    )
  return (
    <Button size="s" icon={copied ? <Check size={14} /> : <Copy size={14} />} onClick={copy}>
      <span aria-live="polite">{copied ? t('copied') : label}</span>
    </Button>
  )
}
