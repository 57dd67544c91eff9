"""The options of experiment.py."""

import argparse


def parse_arguments(description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("root", help="folder of the data sets")
    add("--data", default="mnist", help="folder of the data set in it")
    add("--out", default=".", help="folder for the latents")
    add("--tag", default="x", help="beginning of the names of the files written")
    # Jitter
    add("--aff", type=float, default=1.0, help="strength of rotation, scale, shear and shift")
    add("--el", type=float, default=0.0, help="standard deviation of the elastic field, pixels")
    add("--grid", type=int, default=5, help="control points of the field per side")
    add("--flip", type=int, default=0, help="1: mirrored half of the time")
    add("--thick", type=float, default=0.0, help="range of the logarithm of a gamma on tones")
    add("--crop", type=float, default=0.0, help="largest share of the side that a zoom cuts away")
    add("--erase", type=float, default=0.0, help="probability of an erased rectangle")
    # What is learned
    add("--mode", default="gmvae", choices=["gmvae", "simclr"])
    add("--nbr", type=float, default=0.0, help="probability of a neighbour as the decoder's target")
    add("--nk", type=int, default=5, help="neighbours to choose from")
    add("--nevery", type=int, default=4, help="epochs between searches for them")
    add("--cons", type=float, default=0.0, help="weight of the views' agreement")
    add("--ntx", type=float, default=0.0, help="weight of the contrastive loss")
    add("--tau", type=float, default=0.2, help="its temperature")
    add("--zn", type=float, default=0.0, help="noise on the latents during warm-up")
    add("--tta", type=int, default=0, help="jittered views to average over at the end")
    # Net and training
    add("--arch", default="mlp", choices=["mlp", "conv"])
    add("--z", type=int, default=16, help="latent dimensions")
    add("--k", type=int, default=100, help="clusters")
    add("--h", type=int, default=512, help="hidden units")
    add("--e1", type=int, default=12, help="epochs of warm-up")
    add("--e2", type=int, default=16, help="epochs of the full loss")
    add("--b", type=int, default=512, help="batch size")
    add("--lr", type=float, default=1.5e-3, help="learning rate")
    add("--cos", type=int, default=0, help="1: the rate falls along a cosine")
    add("--seed", type=int, default=0)
    add("--limit", type=int, default=0, help="samples at most")
    add("--threads", type=int, default=1)
    return parser.parse_args()
