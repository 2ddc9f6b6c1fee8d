"""-ln p and its gradient under a tied tree over neurons times a chain over bins, in NumPy: every word once, one einsum a node. Prints CPU seconds of each repeat as JSON.

argv: trials bins neurons chi bond repeats
"""
import json, sys, time

import numpy as np

trials, bins, neurons, chi, bond, repeats = map(int, sys.argv[1:])
random = np.random.default_rng(7)
spikes = (random.random((trials * bins, neurons)) < .1).astype(int)
words, place = np.unique(spikes, axis=0, return_inverse=True)
place = place.reshape(trials, bins)


def isometry(rows, columns):
    u, _, v = np.linalg.svd(random.uniform(-1, 1, (rows, columns)), full_matrices=False)
    return u @ v


children, leg = [], [2] * neurons


def halve(low, high):
    if high - low == 1:
        return low
    middle = (low + high) // 2
    children.append((halve(low, middle), halve(middle, high)))
    leg.append(min(chi, leg[children[-1][0]] * leg[children[-1][1]]))
    return neurons + len(children) - 1


halve(0, neurons)
nodes = [isometry(leg[neurons + n], leg[a] * leg[b]) for n, (a, b) in enumerate(children)]
code = leg[-1]
core = isometry(bond, code * bond).reshape(bond, code, bond)
start = isometry(1, bond)[0]


def unit(x, axis):
    norm = np.linalg.norm(x, axis=axis)
    return x / np.expand_dims(norm, axis), np.log(norm)


def epoch():
    u = [np.stack([1. - words[:, i], words[:, i]]) for i in range(neurons)]          # [leg, words]
    log, pairs, norms = np.zeros(len(words)), [], []
    for n, (a, b) in enumerate(children):
        pairs.append((u[a][:, None] * u[b][None]).reshape(-1, len(words)))
        x = nodes[n] @ pairs[n]
        norms.append(np.linalg.norm(x, axis=0))
        u.append(x / norms[n])
        log += np.log(norms[n])
    v, before, nats = np.tile(start, (trials, 1)), [], -2 * log[place].sum()
    for t in range(bins):
        before.append(v)
        vg = (v[:, :, None] * u[-1].T[place[:, t]][:, None]).reshape(trials, -1)      # [trials, bond * code]
        v, size = unit(vg @ core.reshape(-1, bond), 1)
        nats -= 2 * size.sum()
    y, of_core, h = v, np.zeros((bond * code, bond)), np.zeros((len(words), code))
    for t in reversed(range(bins)):
        g = u[-1].T[place[:, t]]
        spread = (y @ core.reshape(-1, bond).T).reshape(trials, bond, code)
        to = np.einsum('xac,xc->xa', spread, g)
        weight = -2 / trials / (before[t] * to).sum(1)
        np.add.at(h, place[:, t], np.einsum('xac,xa->xc', spread, before[t]) * weight[:, None])
        of_core += (before[t][:, :, None] * g[:, None]).reshape(trials, -1).T @ (y * weight[:, None])
        y, _ = unit(to, 1)
    adjoint, of_nodes = {len(leg) - 1: h.T}, [None] * len(nodes)
    for n in reversed(range(len(nodes))):
        a, b = children[n]
        own = adjoint.pop(neurons + n) / norms[n]
        of_nodes[n] = own @ pairs[n].T
        spread = (nodes[n].T @ own).reshape(leg[a], leg[b], -1)
        if a >= neurons:
            adjoint[a] = np.einsum('ijx,jx->ix', spread, u[b])
        if b >= neurons:
            adjoint[b] = np.einsum('ijx,ix->jx', spread, u[a])
    return nats / trials, of_core, of_nodes


seconds = []
for _ in range(repeats + 1):
    begun = time.process_time()
    epoch()
    seconds.append(time.process_time() - begun)
print(json.dumps({'epoch': seconds[1:], 'words': len(words), 'numpy': np.__version__}))
