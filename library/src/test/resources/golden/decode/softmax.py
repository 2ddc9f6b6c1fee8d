"""Multinomial logistic regression with ridge, by damped Newton steps on the whole Hessian: 12 rows, 3 features, 3 classes, ridge 0.7.

Writes softmax.json: features, labels, ridge, weights (classes x [features, constant], constants summing to 0), value of the penalised loss.
"""
import json
import numpy as np

rng = np.random.default_rng(3)
rows, features, classes, ridge = 12, 3, 3, 0.7
x = np.round(rng.normal(size=(rows, features)) * [1, 2, .5], 3)
label = rng.integers(0, classes, rows)
z = np.c_[x, np.ones(rows)]
penalty = np.kron(np.eye(classes), np.diag([ridge] * features + [0]))
onehot = np.eye(classes)[label]


def loss(w):
    s = z @ w.reshape(classes, -1).T
    return -(s[np.arange(rows), label] - np.log(np.exp(s).sum(1))).sum() + .5 * w @ penalty @ w


w = np.zeros(classes * (features + 1))
for _ in range(100):
    p = np.exp(z @ w.reshape(classes, -1).T)
    p /= p.sum(1, keepdims=True)
    g = ((p - onehot).T @ z).ravel() + penalty @ w
    h = penalty.copy()
    for r in range(rows):
        h += np.kron(np.diag(p[r]) - np.outer(p[r], p[r]), np.outer(z[r], z[r]))
    step = np.linalg.pinv(h) @ g
    length = 1.0
    while loss(w - length * step) > loss(w) and length > 1e-6:
        length /= 2
    w = w - length * step
w = w.reshape(classes, -1)
w[:, -1] -= w[:, -1].mean()
json.dump(dict(x=x.ravel().tolist(), label=label.tolist(), classes=classes, ridge=ridge, weights=w.ravel().tolist(), loss=loss(w.ravel())), open("softmax.json", "w"))
print(w, loss(w.ravel()), abs(g).max())
