"""Experiments with representations that the product does not contain.

Trains an encoder on a labeled set without its labels, then prints the purity of its clusters and writes its latent
means for score.ts. What can be tried, beside the product's own way (a jittered mixture VAE, the default):

  --mode simclr   contrastive training alone (NT-Xent); the mixture on normalised features reduced by PCA
  --ntx W         the contrastive loss beside the model's own, weighted by W
  --cons W        two views of a sample should agree on their cluster (cross entropy both ways, weighted by W)
  --nbr P         with probability P the decoder rebuilds a near neighbour in the latent space instead of the sample
  --arch conv     a small convolutional encoder
  --tta N         at the end, latent means averaged over N jittered views, too (TAG-tta)

The encoder's normalised features, reduced by PCA to 32 dimensions, are written as well (TAG-feat).

Needs jax, numpy and scikit-learn, and as the first argument a folder with one folder for each data set, which holds
*images*idx3-ubyte[.gz] and *labels*idx1-ubyte[.gz] (of several, those that begin with "train").
Runs on one thread unless --threads says otherwise. The same seed gives the same run.
"""

import os
import time
from functools import partial
from pathlib import Path

from options import parse_arguments

args = parse_arguments(__doc__)
if args.threads == 1:
    # Read when jax is imported.
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from sklearn.cluster import MiniBatchKMeans  # noqa: E402
from sklearn.mixture import GaussianMixture  # noqa: E402

from jitter import Jitter  # noqa: E402
from net import (  # noqa: E402
    cluster_agreement,
    cross_entropy,
    decode,
    features,
    initial_parameters,
    joint,
    latent_means,
    nt_xent,
)
from samples import load, neighbours  # noqa: E402

SLICE = 5000  # samples encoded at a time

images, classes = load(Path(args.root) / args.data, args.limit)
count, side = images.shape[:2]
pixels = jnp.asarray(images.reshape(count, side * side))
key = jax.random.PRNGKey(args.seed)
rng = np.random.RandomState(args.seed)
jitter = Jitter(args, side)
initial = initial_parameters(args, side, rng)


# ---- losses


def loss(p, k, x, target, phase, beta):
    """Of inputs x [n, side²], whose decoder must give `target`; phase 1 is warm-up, 2 the full loss."""
    keys = jax.random.split(k, 4)
    h = features(p, jitter(keys[0], x), args.arch)
    if args.mode == "simclr":
        h2 = features(p, jitter(keys[1], x), args.arch)
        # The decoder learns beside it, for prototypes, and does not move the encoder.
        rebuilt = decode(p, latent_means(p, jax.lax.stop_gradient(h)))
        return nt_xent(p, h, h2, args.tau) + cross_entropy(rebuilt, target) * 0.01
    means = latent_means(p, h)
    if phase == 1:
        z = means if args.zn == 0 else means + args.zn * jax.random.normal(keys[2], means.shape)
        total = cross_entropy(decode(p, z), target)
    else:
        log_variance = jnp.clip(h @ p["lv"][0] + p["lv"][1], -8, 4)
        z = means + jnp.exp(0.5 * log_variance) * jax.random.normal(keys[2], means.shape)
        kl = (-jax.nn.logsumexp(joint(p, z), 1) - 0.5 * log_variance.sum(1) - 0.5 * args.z).mean()
        total = cross_entropy(decode(p, z), target) + beta * kl
    if args.ntx > 0 or args.cons > 0:
        h2 = features(p, jitter(keys[1], x), args.arch)
        if args.ntx > 0:
            total = total + args.ntx * nt_xent(p, h, h2, args.tau)
        if args.cons > 0 and phase == 2:
            total = total + args.cons * cluster_agreement(p, means, latent_means(p, h2))
    return total


# ---- optimizer

tree_map = jax.tree_util.tree_map


def adam(p, gradient, m, v, t, rate, shares):
    m = tree_map(lambda m, g: 0.9 * m + 0.1 * g, m, gradient)
    v = tree_map(lambda v, g: 0.999 * v + 0.001 * g * g, v, gradient)
    r = rate * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
    return tree_map(lambda p, m, v, s: p - r * s * (m / (jnp.sqrt(v) + 1e-8)), p, m, v, shares), m, v


def rate_shares():
    """By phase: in the full loss the net moves slower and the mixture faster."""
    warmup = tree_map(lambda _: 1.0, initial)
    full = tree_map(lambda _: 0.5, initial)
    for name in ("cm", "clv", "lpi"):
        full[name] = 2.0
    return {1: warmup, 2: full}


shares = rate_shares()


@partial(jax.jit, static_argnums=(7,), donate_argnums=(0, 1, 2))
def step(p, m, v, t, k, of_inputs, of_targets, phase, rate, beta):
    x = pixels[of_inputs].astype(jnp.float32) / 255
    target = pixels[of_targets].astype(jnp.float32) / 255
    value, gradient = jax.value_and_grad(loss)(p, k, x, target, phase, beta)
    p, m, v = adam(p, gradient, m, v, t, rate, shares[phase])
    if phase == 2:
        p["clv"] = jnp.clip(p["clv"], -5, 3)
    return p, m, v, value


# ---- what the encoder says


@jax.jit
def means_of(p, x):
    return latent_means(p, features(p, x.astype(jnp.float32) / 255, args.arch))


@jax.jit
def means_of_view(p, x, k):
    return latent_means(p, features(p, jitter(k, x.astype(jnp.float32) / 255, 0.5), args.arch))


@jax.jit
def features_of(p, x):
    return features(p, x.astype(jnp.float32) / 255, args.arch)


@jax.jit
def clusters_of_latents(p, z):
    return jnp.argmax(joint(p, z), 1)


def for_all(f):
    return np.concatenate([np.asarray(f(pixels[i : i + SLICE])) for i in range(0, count, SLICE)])


def purity(clusters):
    table = np.zeros((classes.max() + 1, args.k))
    np.add.at(table, (classes, clusters), 1)
    return table.max(0).sum() / count


# ---- training


def train(p, phase, epochs, near):
    """One phase; gives the parameters and the neighbours that were found last."""
    global key
    zeros = lambda: tree_map(jnp.zeros_like, p)  # noqa: E731
    m, v, t = zeros(), zeros(), 0
    batches = count // args.b
    total = epochs * batches
    for epoch in range(epochs):
        searching = args.nbr > 0 and (phase == 2 or epoch >= args.e1 // 2)
        if searching and (near is None or epoch % args.nevery == 0):
            near = neighbours(for_all(partial(means_of, p)), args.nk)
            if epoch % args.nevery == 0:
                print("neighbours of the same class %.4f" % (classes[near] == classes[:, None]).mean(), flush=True)
        order, losses = rng.permutation(count), 0
        for i in range(batches):
            of_inputs = of_targets = order[i * args.b : (i + 1) * args.b]
            if near is not None:
                swapped = rng.rand(len(of_inputs)) < args.nbr
                drawn = near[of_inputs, rng.randint(args.nk, size=len(of_inputs))]
                of_targets = np.where(swapped, drawn, of_inputs)
            t += 1
            key, k = jax.random.split(key)
            falls = args.cos and (phase == 2 or args.mode == "simclr")
            rate = args.lr * (0.5 * (1 + np.cos(np.pi * t / total)) * 0.95 + 0.05 if falls else 1.0)
            beta = min(1.0, 0.2 + 0.8 * t / (0.25 * total)) if phase == 2 else 0.0
            p, m, v, value = step(p, m, v, float(t), k, of_inputs, of_targets, phase, rate, beta)
            if i % 20 == 0:
                losses += float(value)
        if epoch % 4 == 3 or epoch == epochs - 1:
            seen = (time.time() - started, losses / ((batches + 19) // 20))
            print("%.0f s phase %d epoch %d loss %.2f" % (seen[0], phase, epoch + 1, seen[1]), flush=True)
    return p, near


def start_mixture(p):
    """k-means cells of the latent means become the mixture."""
    means = for_all(partial(means_of, p))
    cells = MiniBatchKMeans(args.k, batch_size=4096, n_init=3, random_state=0).fit(means)
    of_cell = cells.labels_
    variances = np.stack(
        [
            means[of_cell == i].var(0) + 1e-2 if (of_cell == i).sum() > 1 else np.ones(args.z)
            for i in range(args.k)
        ]
    )
    p["cm"] = jnp.asarray(cells.cluster_centers_, jnp.float32)
    p["clv"] = jnp.asarray(np.log(variances), jnp.float32)
    p["lpi"] = jnp.asarray(np.log(np.bincount(of_cell, minlength=args.k) / count + 1e-6), jnp.float32)
    p["lv"] = [p["lv"][0] * 0.1, jnp.full(args.z, -2.0)]
    print("purity after warm-up %.4f" % purity(of_cell))
    return p


def reduced_features(p):
    """Normalised features [count, 32] by principal components."""
    f = for_all(partial(features_of, p))
    f /= np.sqrt((f * f).sum(1, keepdims=True) + 1e-9)
    f -= f.mean(0)
    _, vectors = np.linalg.eigh(f.T @ f / count)
    return (f @ vectors[:, ::-1][:, :32]).astype(np.float32)


def dump(tag, means):
    path = Path(args.out) / tag
    means.astype(np.float32).tofile(f"{path}.means.f32")
    classes.astype(np.uint8).tofile(f"{path}.classes.u8")


started = time.time()
parameters, near = train(initial, 1, args.e1, None)
if args.mode == "simclr":
    latents = reduced_features(parameters)
    mixture = GaussianMixture(args.k, covariance_type="diag", max_iter=40, reg_covar=1e-5, random_state=0)
    mixture.fit(latents[rng.permutation(count)[:20000]])
    print("purity %.4f" % purity(mixture.predict(latents)))
else:
    parameters, near = train(start_mixture(parameters), 2, args.e2, near)
    latents = for_all(partial(means_of, parameters)).astype(np.float32)
    print("purity %.4f" % purity(np.asarray(clusters_of_latents(parameters, jnp.asarray(latents)))))
print("trained in %.0f s" % (time.time() - started))
dump(args.tag, latents)
if args.mode != "simclr":
    dump(f"{args.tag}-feat", reduced_features(parameters))
if args.tta and args.mode != "simclr":
    average = latents.copy()
    for _ in range(args.tta):
        key, k = jax.random.split(key)
        average += for_all(lambda x: means_of_view(parameters, x, k))
    average /= 1 + args.tta
    dump(f"{args.tag}-tta", average)
    print("purity of averaged means %.4f" % purity(np.asarray(clusters_of_latents(parameters, jnp.asarray(average)))))
