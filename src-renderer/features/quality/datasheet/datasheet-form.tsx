import {
  type DatasheetQuestion,
  type DatasheetRequest,
  type DatasheetSetup,
  datasheetQuestions,
  peopleNamings,
} from '../../../../src-main/contract/datasheet.ts'
import { Segmented } from '../../../components/segmented.tsx'
import { Select } from '../../../components/select.tsx'
import { TextArea } from '../../../components/text-area.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { t } from '../../../lib/i18n.ts'
import styles from './datasheet.module.css'

export interface DatasheetFormProps {
  project: string
  setup: DatasheetSetup
  format: DatasheetRequest['format']
  onSetup: (setup: DatasheetSetup) => void
  onFormat: (format: DatasheetRequest['format']) => void
}

const longest = 4000

/** What only the lead knows. Nothing has to be answered. */
export function DatasheetForm({ project, setup, format, onSetup, onFormat }: DatasheetFormProps) {
  const answer = (question: DatasheetQuestion, text: string) =>
    onSetup({ ...setup, answers: { ...setup.answers, [question]: text } })
  return (
    <div className={styles.form}>
      <div className={styles.pair}>
        <Segmented<DatasheetRequest['format']>
          label={t('quality:datasheet.format')}
          value={format}
          onChange={onFormat}
          items={[
            { value: 'pdf', label: 'PDF' },
            { value: 'html', label: 'HTML' },
          ]}
        />
        <Select
          label={t('quality:datasheet.people')}
          value={setup.people}
          onChange={(people) => onSetup({ ...setup, people })}
          items={peopleNamings.map((value) => ({ value, label: t(`quality:datasheet.peopleAs.${value}`) }))}
        />
      </div>
      <TextField
        label={t('quality:datasheet.name')}
        placeholder={project}
        maxLength={200}
        value={setup.title}
        onChange={(title) => onSetup({ ...setup, title })}
      />
      <fieldset className={styles.group}>
        <legend className={styles.legend}>{t('quality:datasheet.answers')}</legend>
        <p className={styles.note}>{t('quality:datasheet.answersNote')}</p>
        {datasheetQuestions.map((question) => (
          <TextArea
            key={question}
            label={t(`quality:datasheet.questions.${question}`)}
            rows={2}
            maxLength={longest}
            value={setup.answers[question] ?? ''}
            onChange={(text) => answer(question, text)}
          />
        ))}
      </fieldset>
    </div>
  )
}
