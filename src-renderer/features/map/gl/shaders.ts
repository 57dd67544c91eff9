/** Which points a pass draws, as the shader knows it. */
export const passes = { all: 0, ring: 1, above: 2 } as const

export const vertexShader = `#version 300 es
precision highp float;
in vec2 place;
in vec2 ids;
in float confidence;
in float flags;
in float annotator;
uniform vec2 mapScale;
uniform vec2 mapOffset;
uniform float pointSize;
uniform float ringWidth;
uniform int colouring;
uniform ivec2 highlight;
uniform int pass;
uniform sampler2D palette;
out vec4 colour;
flat out int look;
flat out float radius;

void main() {
  int flag = int(flags + 0.5);
  bool labeled = (flag & 1) != 0;
  bool excluded = (flag & 16) != 0;
  int key = colouring == 0 ? int(ids.x + 0.5)
    : colouring == 1 ? (labeled ? 256 : int(confidence + 0.5))
    : colouring == 2 ? int(ids.y + 0.5)
    : int(annotator + 0.5);
  vec3 tone = texelFetch(palette, ivec2(key & 255, key >> 8), 0).rgb;
  bool dimmed = highlight.x >= 0 && (key < highlight.x || key > highlight.y);
  float alpha = dimmed ? 0.08 : excluded ? 0.55 : labeled ? 1.0 : 0.72;
  colour = vec4(tone, alpha);
  float size = pointSize * (labeled ? 1.55 : 1.0) + (labeled ? 2.0 : 0.0);
  if (pass == 1) size += ringWidth * 2.0;
  look = pass == 1 ? 3 : excluded ? 2 : labeled ? 1 : 0;
  if (pass == 2) colour.a = 1.0;
  radius = size * 0.5;
  gl_PointSize = size;
  gl_Position = vec4(place * mapScale + mapOffset, 0.0, 1.0);
}`

/**
 * A guess is a disc, hollow once there is room; a label is solid with a rim; excluded is crossed. Chosen samples
 * and those of the open cluster stand on wider discs, so that many together have one outline.
 */
export const fragmentShader = `#version 300 es
precision mediump float;
in vec4 colour;
flat in int look;
flat in float radius;
uniform vec3 rim;
uniform vec3 ring;
out vec4 pixel;

void main() {
  vec2 at = (gl_PointCoord - 0.5) * 2.0 * radius;
  float far = length(at);
  float inside = clamp(radius - far + 0.5, 0.0, 1.0);
  if (inside <= 0.0) discard;
  vec3 tone = colour.rgb;
  float alpha = colour.a * inside;
  if (look == 0 && radius > 3.2) {
    float hollow = clamp(radius - far - 1.6, 0.0, 1.0);
    alpha *= mix(1.0, 0.22, hollow);
  } else if (look == 1) {
    float core = clamp(radius - far - 0.9, 0.0, 1.0);
    tone = mix(rim, tone, core);
  } else if (look == 2) {
    float cross = min(abs(at.x - at.y), abs(at.x + at.y));
    alpha *= 1.0 - smoothstep(0.6, 1.6, cross);
  } else if (look == 3) {
    tone = ring;
    alpha = inside;
  }
  pixel = vec4(tone * alpha, alpha);
}`
