import { Segmented } from '../../components/segmented.tsx'
import { contrasts, setContrast, useContrast } from '../../lib/contrast.ts'
import { t } from '../../lib/i18n.ts'

export function ContrastSwitch() {
  const { chosen } = useContrast()
  const items = contrasts.map((value) => ({ value, label: t(`settings:contrast.${value}`) }))
  return (
    <Segmented label={t('settings:contrast.title')} value={chosen} onChange={setContrast} items={items} />
  )
}
