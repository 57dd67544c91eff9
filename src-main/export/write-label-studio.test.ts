import { expect, it } from 'vitest'
import { labelingConfig } from './write-label-studio.ts'

it('asks for the classes in their colours, whatever their names', () => {
  const classes = [
    { id: 1, name: 'a "b" & <c>', colour: '#aa0000' },
    { id: 2, name: 'two\tparts', colour: '#00aa00' },
  ]
  expect(labelingConfig(classes, false)).toBe(`<View>
  <Text name="text" value="$text"/>
  <Choices name="choice" toName="text" choice="single" showInLine="true">
    <Choice value="a &quot;b&quot; &amp; &lt;c&gt;" style="border-left: 4px solid #aa0000; padding-left: 6px"/>
    <Choice value="two&#9;parts" style="border-left: 4px solid #00aa00; padding-left: 6px"/>
  </Choices>
</View>
`)
  expect(labelingConfig(classes, true)).toContain('<Image name="image" value="$image"')
})
