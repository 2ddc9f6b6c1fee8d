#!/usr/bin/env python3
"""Fidelity after 1..6 disentangling layers, on dense states. Unlike in make_circuit_reference.py a gate's free columns are completed to determinant 1 (the last one
turned over where needed), which makes the numbers independent of the signs of singular vectors. Checked here: random signs on the bonds change nothing."""
import json, os
import numpy as np
here = os.path.dirname(os.path.abspath(__file__)); OUT = os.environ.get('OUT', here)
psi = np.load(f'{here}/tiny_real.npz')['psi']; L = 8

def cut(state, D):
    """right-canonical tensors (Dl, 2, Dr) of the state, by singular values from the right, at most D of them"""
    A = [None] * L; cur = state.reshape(-1, 1)
    for k in range(L - 1, 0, -1):
        cur = cur.reshape(-1, 2 * cur.shape[1]); U, s, V = np.linalg.svd(cur, full_matrices=False)
        r = min(D, int((s > 1e-12 * s[0]).sum())); A[k] = V[:r].reshape(r, 2, -1); cur = U[:, :r] * s[:r]
    A[0] = cur.reshape(1, 2, -1) / np.linalg.norm(cur)
    return A

def signs(A, rng):
    for k in range(1, L):
        for x in range(A[k].shape[0]):
            if rng.random() < .5: A[k][x] *= -1; A[k - 1][:, :, x] *= -1
    return A

def completed(W):
    n, k = W.shape; Q = list(W.T)
    for e in np.eye(n):
        v = e - sum(q * (q @ e) for q in Q); v = v - sum(q * (q @ v) for q in Q)
        if np.linalg.norm(v) > 1e-8 and len(Q) < n: Q.append(v / np.linalg.norm(v))
    U = np.array(Q).T
    if n == 4 and k == 2: U = U[:, [0, 2, 1, 3]]                   # the bond comes in on the first qubit
    if k < n and np.linalg.det(U) < 0: U[:, -1] *= -1
    return U

def apply(state, U, qubits):
    k = len(qubits); t = np.tensordot(U.reshape((2,) * 2 * k), state.reshape((2,) * L), axes=(list(range(k, 2 * k)), list(qubits)))
    return np.moveaxis(t, list(range(k)), list(qubits)).reshape(-1)

def layers(state, count, rng=None):
    out = []
    for _ in range(count):
        A = cut(state, 2)
        if rng is not None: A = signs(A, rng)
        for k in range(L - 1, -1, -1):
            Dl, _, Dr = A[k].shape; n = 2 * Dr; U = completed(A[k].reshape(Dl, n).T)
            state = apply(state, U.T, [k, k + 1][:n // 2])
        out.append(float(state[0] ** 2))
    return out

fidelity = layers(psi, 6)
for seed in range(5): assert np.allclose(layers(psi, 6, np.random.default_rng(seed)), fidelity, atol=1e-12)
json.dump(dict(fidelity=fidelity), open(f'{OUT}/circuit_layers.json', 'w'), indent=1); print(fidelity)
