#!/usr/bin/env python3
"""Brute-force reference of a small tied chain in causal form: N=2 neurons, T=3 bins, D=3, an open end. Every one of the 64 words is multiplied out.

Writes tied_open.npz: start [3], W [2,3,2,3] (isometries from the left bond: sum over s,b of W[a,s,b] W[a',s,b] = 1), words [64,3,2], p [64],
X [7,3,2] and gradient_start, gradient_W of the mean of -ln p over X with all entries taken as free (complex-step differentiation, exact to rounding),
forecast1, forecast2 [64,3,2] = p(s=1 | bins before t - h + 1), mask [3,2] (1 = observed), logp_observed [64], imputed [64,3,2] (p(s=1 | what the mask shows);
the word's own bit where observed), gradient_W_masked, gradient_start_masked: the gradient where X is seen through the mask."""
import itertools, os
import numpy as np

OUT = os.environ.get("OUT", os.path.dirname(os.path.abspath(__file__)))
rng = np.random.default_rng(20261121)
N, T, D = 2, 3, 3
start = rng.normal(size=D)
start /= np.linalg.norm(start)
W = np.stack([np.linalg.qr(rng.normal(size=(2 * D, D)))[0].T.reshape(D, 2, D) for _ in range(N)])
words = np.array(list(itertools.product([0, 1], repeat=N * T))).reshape(-1, T, N)


def amplitude(start, W, word):
    v = start
    for t in range(T):
        for i in range(N):
            v = v @ W[i][:, word[t, i], :]
    return v


def probability(start, W, word):            # no conjugate: analytic in the entries, for complex steps
    return (amplitude(start, W, word) ** 2).sum()


p = np.array([probability(start, W, w) for w in words])
X = words[rng.choice(len(words), size=7, p=p / p.sum())]
mask = np.array([[1, 1], [0, 1], [1, 0]])


def seen(word):
    return [w for w in words if ((w == word) | (mask == 0)).all()]


def gradient(score):
    """of -mean score over X with respect to start and W"""
    step = 1e-30
    gs, gw = np.zeros(D), np.zeros_like(W)
    for a in range(D):
        s = start.astype(complex)
        s[a] += 1j * step
        gs[a] = -np.mean([score(s, W, x) for x in X]).imag / step
    for at in np.ndindex(*W.shape):
        c = W.astype(complex)
        c[at] += 1j * step
        gw[at] = -np.mean([score(start, c, x) for x in X]).imag / step
    return gs, gw


def forecast(h):
    out = np.zeros((len(words), T, N))
    for k, word in enumerate(words):
        for t in range(T):
            known = max(0, t - h + 1)
            alike = (words[:, :known] == word[:known]).all(axis=(1, 2))
            for i in range(N):
                out[k, t, i] = p[alike & (words[:, t, i] == 1)].sum() / p[alike].sum()
    return out


gs, gw = gradient(lambda s, c, x: np.log(probability(s, c, x)))
gsm, gwm = gradient(lambda s, c, x: np.log(sum(probability(s, c, w) for w in seen(x))))
logp_observed = np.array([np.log(sum(probability(start, W, w) for w in seen(word))) for word in words])
imputed = np.zeros((len(words), T, N))
for k, word in enumerate(words):
    alike = ((words == word) | (mask == 0)).all(axis=(1, 2))
    for t in range(T):
        for i in range(N):
            imputed[k, t, i] = word[t, i] if mask[t, i] else p[alike & (words[:, t, i] == 1)].sum() / p[alike].sum()
print("sum of p", p.sum(), "mean nats", -np.log([probability(start, W, x) for x in X]).mean())
np.savez(f"{OUT}/tied_open.npz", start=start, W=W, words=words.astype(np.uint8), p=p, X=X.astype(np.uint8), gradient_start=gs, gradient_W=gw, forecast1=forecast(1), forecast2=forecast(2),
         mask=mask.astype(np.uint8), logp_observed=logp_observed, imputed=imputed, gradient_start_masked=gsm, gradient_W_masked=gwm)
