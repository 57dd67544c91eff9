"""Encoder, decoder and mixture, with the losses that are made of them. Parameters are a dictionary of arrays."""

import jax
import jax.numpy as jnp
import numpy as np


def initial_parameters(args, side, rng):
    """Uniform in ±1/√inputs, as the product's; an empty mixture."""

    def uniform(reach, *shape):
        return jnp.asarray(rng.uniform(-reach, reach, shape), jnp.float32)

    def dense(inputs, outputs):
        reach = 1 / np.sqrt(inputs)
        return [uniform(reach, inputs, outputs), uniform(reach, outputs)]

    def convolution(inputs, outputs, size=3):
        reach = 1 / np.sqrt(inputs * size * size)
        return [uniform(reach, size, size, inputs, outputs), uniform(reach, outputs)]

    length = side * side
    if args.arch == "mlp":
        top = args.h
        encoder = [dense(length, args.h), dense(args.h, args.h)]
    else:
        top = 256
        channels = [1, 24, 48, 96]
        encoder = [convolution(channels[i], channels[i + 1]) for i in range(3)]
        small = side
        for _ in range(3):
            small = -(-small // 2)
        encoder.append(dense(small * small * 96, top))
    return dict(
        enc=encoder,
        mu=dense(top, args.z),
        lv=dense(top, args.z),
        dec=[dense(args.z, args.h), dense(args.h, args.h), dense(args.h, length)],
        proj=[dense(top, 256), dense(256, 64)],
        cm=jnp.zeros((args.k, args.z)),
        clv=jnp.zeros((args.k, args.z)),
        lpi=jnp.zeros(args.k),
    )


def features(p, x, arch):
    """The encoder's last hidden layer for inputs x [n, side²]."""
    if arch == "mlp":
        for weights, bias in p["enc"]:
            x = jax.nn.relu(x @ weights + bias)
        return x
    side = round(x.shape[1] ** 0.5)
    x = x.reshape(-1, side, side, 1)
    layout = ("NHWC", "HWIO", "NHWC")
    for weights, bias in p["enc"][:3]:
        folded = jax.lax.conv_general_dilated(x, weights, (2, 2), "SAME", dimension_numbers=layout)
        x = jax.nn.relu(folded + bias)
    weights, bias = p["enc"][3]
    return jax.nn.relu(x.reshape(x.shape[0], -1) @ weights + bias)


def latent_means(p, h):
    return h @ p["mu"][0] + p["mu"][1]


def decode(p, z):
    """Logits of pixels."""
    for weights, bias in p["dec"][:-1]:
        z = jax.nn.relu(z @ weights + bias)
    return z @ p["dec"][-1][0] + p["dec"][-1][1]


def cross_entropy(logits, x):
    """Nats per sample."""
    return jnp.sum(jax.nn.softplus(logits) - logits * x) / x.shape[0]


def joint(p, z):
    """log π_c + log N(z; μ_c, σ_c²) [n, k], up to a constant."""
    precision = jnp.exp(-p["clv"])
    squares = (z * z) @ precision.T - 2 * z @ (p["cm"] * precision).T + (p["cm"] ** 2 * precision).sum(1)
    return -0.5 * (squares + p["clv"].sum(1)) + jax.nn.log_softmax(p["lpi"])


def nt_xent(p, first, second, temperature):
    """Contrastive loss of the features of two views (Chen et al. 2020), through a projection of its own."""

    def projected(h):
        (w1, b1), (w2, b2) = p["proj"]
        return jax.nn.relu(h @ w1 + b1) @ w2 + b2

    n = first.shape[0]
    u = jnp.concatenate([projected(first), projected(second)])
    u = u / jnp.sqrt((u * u).sum(1, keepdims=True) + 1e-9)
    similarity = u @ u.T / temperature - 1e9 * jnp.eye(2 * n)
    i = jnp.arange(2 * n)
    return -(jax.nn.log_softmax(similarity)[i, (i + n) % (2 * n)]).mean()


def cluster_agreement(p, first, second):
    """Cross entropy between the responsibilities of two views, each the other's target."""
    log_first, log_second = jax.nn.log_softmax(joint(p, first)), jax.nn.log_softmax(joint(p, second))
    of_first = jax.lax.stop_gradient(jnp.exp(log_first))
    of_second = jax.lax.stop_gradient(jnp.exp(log_second))
    return -0.5 * ((of_first * log_second).sum(1) + (of_second * log_first).sum(1)).mean()
