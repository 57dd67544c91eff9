"""Random views of images, drawn on the device."""

import jax
import jax.numpy as jnp
import numpy as np


class Jitter:
    """Makes views of a batch; call it with a key, images [n, side²] in [0, 1] and a factor on all strengths."""

    def __init__(self, args, side):
        self.args, self.side = args, side
        self.centre = (side - 1) / 2
        y, x = np.meshgrid(np.arange(side) - self.centre, np.arange(side) - self.centre, indexing="ij")
        self.x = jnp.asarray(x.ravel(), jnp.float32)
        self.y = jnp.asarray(y.ravel(), jnp.float32)
        self.field = jnp.asarray(spline_weights(args.grid, side), jnp.float32)

    def __call__(self, key, x, strength=1.0):
        args, side, centre = self.args, self.side, self.centre
        n = x.shape[0]
        keys = jax.random.split(key, 12)
        uniform = lambda i: jax.random.uniform(keys[i], (n, 1), minval=-1, maxval=1)  # noqa: E731
        ranged = lambda i, most: uniform(i) * most * args.aff * strength  # noqa: E731
        angle, scale_x, scale_y = ranged(0, 0.26), 1 + ranged(1, 0.12), 1 + ranged(2, 0.12)
        shear, shift_x, shift_y = ranged(3, 0.2), ranged(4, 0.12) * side / 2, ranged(5, 0.12) * side / 2
        if args.crop > 0:
            zoom = 1 - jax.random.uniform(keys[9], (n, 1)) * args.crop * strength
            scale_x, scale_y = scale_x * zoom, scale_y * zoom
            room = (1 - zoom) * side / 2
            shift_x, shift_y = shift_x + room * uniform(10), shift_y + room * uniform(11)
        cos, sin = jnp.cos(angle), jnp.sin(angle)
        mirror = jnp.where(jax.random.uniform(keys[6], (n, 1)) < 0.5, -1.0, 1.0) if args.flip else 1.0
        from_x = centre + (cos * scale_x) * (mirror * self.x) + (-sin * scale_y + shear) * self.y + shift_x
        from_y = centre + (sin * scale_x) * (mirror * self.x) + (cos * scale_y) * self.y + shift_y
        if args.el > 0:
            moves = jax.random.normal(keys[7], (2, n, args.grid**2)) * args.el * strength
            from_x, from_y = from_x + moves[0] @ self.field.T, from_y + moves[1] @ self.field.T
        view = self.sample(x, from_x, from_y)
        if args.thick > 0:
            view = jnp.clip(view, 1e-6, 1) ** jnp.exp(uniform(8) * args.thick * strength)
        if args.erase > 0:
            drawn = jax.random.uniform(keys[8], (4, n, 1))
            at_x, at_y = (drawn[0] * 2 - 1) * centre, (drawn[1] * 2 - 1) * centre
            half = drawn[2] * side * 0.25
            inside = (jnp.abs(self.x - at_x) < half) & (jnp.abs(self.y - at_y) < half)
            view = jnp.where(inside & (drawn[3] < args.erase), 0.0, view)
        return view

    def sample(self, x, from_x, from_y):
        """Bilinear, with the border's tones beyond it."""
        side = self.side
        from_x, from_y = jnp.clip(from_x, 0, side - 1), jnp.clip(from_y, 0, side - 1)
        left, top = jnp.floor(from_x), jnp.floor(from_y)
        part_x, part_y = from_x - left, from_y - top
        left, top = left.astype(jnp.int32), top.astype(jnp.int32)
        right, bottom = jnp.minimum(left + 1, side - 1), jnp.minimum(top + 1, side - 1)
        at = lambda row, column: jnp.take_along_axis(x, row * side + column, 1)  # noqa: E731
        above = at(top, left) * (1 - part_x) + at(top, right) * part_x
        below = at(bottom, left) * (1 - part_x) + at(bottom, right) * part_x
        return above * (1 - part_y) + below * part_y


def spline_weights(grid, side):
    """Cubic B-spline weights [side², grid²] of control points on a grid × grid."""
    weights = np.zeros((side, grid))
    for i, place in enumerate(np.linspace(0, grid - 1, side)):
        for j in range(-1, grid + 1):
            distance = abs(place - j)
            if distance < 1:
                weight = 2 / 3 - distance * distance + distance**3 / 2
            else:
                weight = (2 - distance) ** 3 / 6 if distance < 2 else 0
            weights[i, min(max(j, 0), grid - 1)] += weight
    return np.einsum("ai,bj->abij", weights, weights).reshape(side * side, grid * grid)
